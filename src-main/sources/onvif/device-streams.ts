/**
 * The streams of one ONVIF device. In: its address, a user and a password. Out: for each profile the picture's size and the address of
 * its stream, without the user; or the reason why not. A stream on another host than the device is left out.
 */
import { checkCameraAddress } from '../../../src-contract/camera-address.ts';
import { callDevice, type DeviceUser, escaped } from './call-device.ts';
import { type Element, elementsOf, textOf } from './read-soap.ts';

export interface OnvifStream {
  readonly name: string;
  readonly codec: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly fps: number | null;
  /** `rtsp://10.0.0.7/stream1` */
  readonly address: string;
}

export type OnvifStreams =
  | { readonly ok: true; readonly streams: readonly OnvifStream[] }
  | { readonly ok: false; readonly reason: string };

interface Asked {
  /** The device service. */
  readonly address: string;
  readonly user: string;
  readonly password: string;
  readonly signal: AbortSignal;
}

const tds = 'xmlns="http://www.onvif.org/ver10/device/wsdl"';
const trt = 'xmlns="http://www.onvif.org/ver10/media/wsdl"';
const tt = 'xmlns:tt="http://www.onvif.org/ver10/schema"';
const mostProfiles = 8;

/** Never rejects. */
export async function onvifStreams({ address, user, password, signal }: Asked): Promise<OnvifStreams> {
  const asks: DeviceUser = { user, password, aheadMs: await clockAhead(address, signal) };
  const services = await callDevice(
    address,
    `<GetCapabilities ${tds}><Category>Media</Category></GetCapabilities>`,
    asks,
    signal,
  );
  if (!services.ok) return services;
  const media = sameHost(elementsOf(services.body, 'Media').map((one) => textOf(one, 'XAddr'))[0] ?? '', address);
  if (media === null) return { ok: false, reason: 'the device names no service for its pictures' };
  const profiles = await callDevice(media, `<GetProfiles ${trt}/>`, asks, signal);
  if (!profiles.ok) return profiles;
  const streams: OnvifStream[] = [];
  for (const profile of elementsOf(profiles.body, 'Profiles').slice(0, mostProfiles)) {
    const uri = await callDevice(media, streamQuestion(profile.attributes['token'] ?? ''), asks, signal);
    if (!uri.ok) return uri;
    const stream = streamAddress(textOf(uri.body, 'Uri'), address);
    if (stream !== null) streams.push(streamOf(profile, stream));
  }
  return streams.length > 0 ? { ok: true, streams } : { ok: false, reason: 'the device has no stream that the station can take' };
}

function streamQuestion(token: string): string {
  const setup = `<tt:Stream ${tt}>RTP-Unicast</tt:Stream><tt:Transport ${tt}><tt:Protocol>RTSP</tt:Protocol></tt:Transport>`;
  return `<GetStreamUri ${trt}><StreamSetup>${setup}</StreamSetup><ProfileToken>${escaped(token)}</ProfileToken></GetStreamUri>`;
}

/** 0 where the device doesn't tell its time: then it takes ours. */
async function clockAhead(address: string, signal: AbortSignal): Promise<number> {
  const answer = await callDevice(address, `<GetSystemDateAndTime ${tds}/>`, null, signal);
  const utc = answer.ok ? elementsOf(answer.body, 'UTCDateTime')[0] : undefined;
  if (utc === undefined) return 0;
  const part = (name: string): number => Number(textOf(utc, name));
  const atMs = Date.UTC(part('Year'), part('Month') - 1, part('Day'), part('Hour'), part('Minute'), part('Second'));
  return Number.isFinite(atMs) ? atMs - Date.now() : 0;
}

/** The service's path on the device that was asked: behind an address translation it names itself wrongly. */
function sameHost(service: string, device: string): string | null {
  const [to, from] = [URL.parse(service), URL.parse(device)];
  if (to === null || from === null || !['http:', 'https:'].includes(to.protocol)) return null;
  return `${from.protocol}//${from.host}${to.pathname}${to.search}`;
}

function streamAddress(uri: string, device: string): string | null {
  const url = URL.parse(uri);
  if (url === null || !/^rtsps?:$/.test(url.protocol) || url.hostname !== URL.parse(device)?.hostname) return null;
  const address = uri.replace(/^([a-z]+:\/\/)[^/?#]*@/i, '$1');
  return checkCameraAddress(address).ok ? address : null;
}

function streamOf(profile: Element, address: string): OnvifStream {
  const video = elementsOf(profile, 'VideoEncoderConfiguration')[0];
  const figure = (name: string): number | null => {
    const value = video === undefined ? Number.NaN : Number(textOf(video, name));
    return Number.isFinite(value) && value > 0 ? value : null;
  };
  return {
    name: textOf(profile, 'Name').slice(0, 80),
    codec: video === undefined ? null : textOf(video, 'Encoding').slice(0, 20) || null,
    ...{ width: figure('Width'), height: figure('Height'), fps: figure('FrameRateLimit'), address },
  };
}
