/** Whether this browser can: all of the last years can. */
export function canDeflate(): boolean {
  try {
    return new CompressionStream('deflate-raw') !== null;
  } catch {
    return false;
  }
}

/** The bytes, compressed. */
export async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** One of these makes half a megabyte at the most: a browser inflates a whole slice before it looks up. */
const SLICE = 512;

export type Inflated = Uint8Array | 'damaged' | 'too much';

/** The bytes, inflated; or why not: they are damaged, or become more than `most`. */
export async function inflate(bytes: Uint8Array<ArrayBuffer>, most: number): Promise<Inflated> {
  const { writable, readable } = new DecompressionStream('deflate-raw');
  const feeding = feed(writable.getWriter(), bytes);
  const inflated = await collect(readable.getReader(), most);
  await feeding;
  return inflated;
}

async function feed(
  writer: WritableStreamDefaultWriter<BufferSource>,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<void> {
  try {
    for (let at = 0; at < bytes.length; at += SLICE) {
      await writer.ready;
      await writer.write(bytes.subarray(at, at + SLICE));
    }
    await writer.close();
  } catch {
    // The reader hears of it, and gives up.
  }
}

async function collect(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  most: number,
): Promise<Inflated> {
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return joined(parts, length);
      length += value.length;
      if (length > most) {
        await reader.cancel();
        return 'too much';
      }
      parts.push(value);
    }
  } catch {
    return 'damaged';
  }
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
