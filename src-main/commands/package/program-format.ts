/**
 * For which system and processor a program or library was built, told by its first bytes: ELF, PE or Mach-O. In: the file. Out: the two,
 * or null for anything else (a script, a picture). So nothing built for another system gets into an installer, whatever its name.
 */
import { open } from 'node:fs/promises';
import type { Processor, System } from '../../../src-contract/domain/program-systems.ts';

export interface ProgramFormat {
  readonly system: System;
  /** `any` for a file with parts for several. */
  readonly processor: Processor | 'any' | 'other';
}

/** As much of a file as is looked at; the header that a PE file points to lies within. */
const formatBytes = 4096;

const elfMachines: Readonly<Record<number, Processor>> = { 62: 'x64', 183: 'arm64' };
const peMachines: Readonly<Record<number, Processor>> = { 34404: 'x64', 43620: 'arm64' };
const machProcessors: Readonly<Record<number, Processor>> = { 16777223: 'x64', 16777228: 'arm64' };

/** Throws where the file can't be read. */
export async function formatOfFile(path: string): Promise<ProgramFormat | null> {
  const handle = await open(path, 'r');
  const { bytesRead, buffer } = await handle.read(Buffer.alloc(formatBytes), 0, formatBytes, 0).finally(() => handle.close());
  return formatOf(buffer.subarray(0, bytesRead));
}

function formatOf(head: Buffer): ProgramFormat | null {
  if (head.length < 64) return null;
  const magic = head.readUInt32BE(0);
  if (magic === 0x7f454c46) return { system: 'linux', processor: elfMachines[head.readUInt16LE(18)] ?? 'other' };
  if (magic === 0xcffaedfe) return { system: 'darwin', processor: machProcessors[head.readUInt32LE(4)] ?? 'other' };
  // Java's classes begin with the same four bytes; their next four are a version, never so small.
  if (magic === 0xcafebabe && head.readUInt32BE(4) < 30) return { system: 'darwin', processor: 'any' };
  return magic >>> 16 === 0x4d5a ? windowsFormat(head) : null;
}

function windowsFormat(head: Buffer): ProgramFormat | null {
  const at = head.readUInt32LE(0x3c);
  if (at + 6 > head.length || head.toString('latin1', at, at + 4) !== 'PE\0\0') return null;
  return { system: 'win32', processor: peMachines[head.readUInt16LE(at + 4)] ?? 'other' };
}

export function fits(format: ProgramFormat, system: System, processor: Processor): boolean {
  return format.system === system && (format.processor === processor || format.processor === 'any');
}
