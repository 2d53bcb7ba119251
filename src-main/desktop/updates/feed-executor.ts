/**
 * Fetches what a feed holds, for electron-updater and for the feed's own reading: from an HTTPS server, whose authority may be one of its
 * own, or from a folder. In: addresses, `https:` or `file:`. Out: files and short texts. No redirect is followed, and nothing is spoken in
 * plain; hashes are checked by electron-updater on the way.
 */
import { EventEmitter } from 'node:events';
import { createReadStream, type ReadStream } from 'node:fs';
import type { IncomingMessage, RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { fileURLToPath } from 'node:url';
import { configureRequestUrl, type DownloadOptions, HttpExecutor } from 'builder-util-runtime';

interface FeedRequest extends EventEmitter {
  end(): unknown;
  abort(): void;
}

type OnResponse = (response: IncomingMessage) => void;

const readLimitMs = 30_000;

export class FeedExecutor extends HttpExecutor<FeedRequest> {
  readonly #ca: string | null;

  /** `ca`: PEM; null for the authorities that the system knows. */
  constructor(ca: string | null) {
    super();
    this.#ca = ca;
  }

  override createRequest(options: RequestOptions, onResponse: OnResponse): FeedRequest {
    if (options.protocol === 'file:') return requestFile(`file://${options.hostname ?? ''}${options.path}`, onResponse);
    const request = httpsRequest({ ...options, ...(this.#ca === null ? {} : { ca: this.#ca }) });
    request.on('response', (response) => {
      if (response.statusCode === 200) {
        onResponse(response);
        return;
      }
      request.emit('error', new Error(`${options.hostname}${options.path} was answered with ${response.statusCode}`));
      request.destroy();
    });
    return request;
  }

  /** Called by electron-updater. */
  download(url: URL, destination: string, options: DownloadOptions): Promise<string> {
    return options.cancellationToken.createPromise<string>((resolve, reject, onCancel) => {
      const callback = (error: Error | null): void =>
        error === null || error === undefined ? resolve(destination) : reject(error);
      this.doDownload(requestTo(url), { destination, options, onCancel, callback, responseHandler: null }, 0);
    });
  }

  readText(url: URL, mostBytes: number): Promise<string> {
    return new Promise((done, failed) => {
      const request = this.createRequest(requestTo(url), (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('error', failed);
        response.on('end', () => done(text));
        response.on('data', (chunk: string) => {
          text += chunk;
          if (text.length <= mostBytes) return;
          request.abort();
          failed(new Error(`${url.pathname} is longer than the ${mostBytes} bytes that it may have`));
        });
      });
      this.addErrorAndTimeoutHandlers(request, failed, readLimitMs);
      request.end();
    });
  }
}

function requestTo(url: URL): RequestOptions {
  const options: RequestOptions = {};
  configureRequestUrl(url, options);
  return options;
}

function requestFile(address: string, onResponse: OnResponse): FeedRequest {
  let stream: ReadStream | undefined;
  const request = new EventEmitter();
  return Object.assign(request, {
    abort: () => void stream?.destroy(),
    end() {
      const opened = createReadStream(fileURLToPath(address));
      stream = opened;
      opened.on('error', (error) => request.emit('error', error));
      const asResponse = Object.assign(opened, { statusCode: 200, headers: {} });
      opened.once('open', () => onResponse(asResponse as unknown as IncomingMessage));
    },
  });
}
