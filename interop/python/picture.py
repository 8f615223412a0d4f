"""A small picture, made here: `python3 picture.py FILE` writes a PNG of 64 by 48 pixels."""

import struct
import sys
import zlib

WIDTH, HEIGHT = 64, 48


def png():
    rows = b"".join(
        b"\0" + b"".join(bytes((x * 4, y * 5, 160)) for x in range(WIDTH)) for y in range(HEIGHT)
    )
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(kind, data) for kind, data in parts)


def chunk(kind, data):
    check = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + check


if __name__ == "__main__":
    with open(sys.argv[1], "wb") as file:
        file.write(png())
