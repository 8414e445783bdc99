"""Pictures of pages, made small: a few dozen colours, which is all that letters and lines need."""

import struct
import zlib
from base64 import b64decode, b64encode

from playwright.async_api import Page

COLOURS = 32
_REDUCE = """
async ([png, most]) => {
  const bytes = Uint8Array.from(atob(png), (one) => one.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const canvas = new OffscreenCanvas(image.width, image.height), drawn = canvas.getContext("2d");
  drawn.drawImage(image, 0, 0);
  const { data } = drawn.getImageData(0, 0, image.width, image.height);
  const colours = new Uint32Array(data.length / 4), counts = new Map();
  for (let at = 0; at < colours.length; at++) {
    const colour = (data[4 * at] << 16) | (data[4 * at + 1] << 8) | data[4 * at + 2];
    colours[at] = colour;
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const palette = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, most).map(([colour]) => colour);
  const parts = (colour) => [colour >> 16, (colour >> 8) & 255, colour & 255];
  const far = (a, b) => parts(a).reduce((sum, part, at) => sum + (part - parts(b)[at]) ** 2, 0);
  const nearest = new Map(palette.map((colour, index) => [colour, index]));
  const indexOf = (colour) => {
    const nearer = (best, one, at) => (far(one, colour) < far(palette[best], colour) ? at : best);
    if (!nearest.has(colour)) nearest.set(colour, palette.reduce(nearer, 0));
    return nearest.get(colour);
  };
  let told = "";
  for (const colour of colours) told += String.fromCharCode(indexOf(colour));
  return { width: image.width, height: image.height, palette: palette.flatMap(parts), pixels: btoa(told) };
}
"""


async def small(page: Page, png: bytes) -> bytes:
    """The same picture as a PNG with a palette; the browser of `page` counts its colours."""
    assert page.context.browser is not None
    blank = await page.context.browser.new_page()
    told = await blank.evaluate(_REDUCE, [b64encode(png).decode(), COLOURS])
    await blank.close()
    width, pixels = told["width"], b64decode(told["pixels"])
    rows = b"".join(b"\0" + pixels[at : at + width] for at in range(0, len(pixels), width))
    head = struct.pack(">IIBBBBB", width, told["height"], 8, 3, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"PLTE", bytes(told["palette"])), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in chunks)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
