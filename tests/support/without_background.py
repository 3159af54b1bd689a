"""Films without a background: small ones, and what their files hold."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from deconviz.arrays import Floats, Pixels
from deconviz.films.rendering.encoder import Encoding, encode

WIDTH, HEIGHT, RATE = 320, 180, 30
LEFT, FADE, RIGHT = slice(0, 40), slice(80, 240), slice(280, 320)  # columns: empty, both, full


def write_tiny_master(path: Path, seconds: float = 1.0) -> Path:
    """Write an orange film that grows more opaque from left to right, and blue from its top."""
    frames = round(seconds * RATE)
    alpha = np.clip((np.arange(WIDTH) - 40) / 240, 0, 1) * 255  # (WIDTH,)

    def pictures() -> Iterator[av.VideoFrame]:
        for number in range(frames):
            argb = np.empty((HEIGHT, WIDTH, 4), np.uint8)
            argb[...] = 0, 255, 157, 60
            argb[: HEIGHT * number // frames, :, 1:] = 92, 184, 255
            argb[..., 0] = alpha
            argb[argb[..., 0] == 0] = 0
            yield av.VideoFrame.from_ndarray(argb, format="argb")

    settings = {"g": str(RATE)}
    encode(
        path,
        pictures(),
        Encoding("qtrle", "argb", WIDTH, HEIGHT, Fraction(RATE), settings, container="mov"),
    )
    return path


def pictures_of(path: Path, every: int = 1) -> list[Pixels]:
    """Return frames of a film with straight alpha, each ARGB of shape (height, width, 4)."""
    return [_argb(frame) for number, frame in enumerate(_frames(path)) if number % every == 0]


def _frames(path: Path) -> Iterator[av.VideoFrame]:
    """Decode a film with its alpha; FFmpeg's own decoder of VP9 does not read it."""
    with av.open(path) as container:
        [stream] = container.streams.video
        if stream.codec_context.name != "vp9":
            yield from container.decode(stream)
            return
        decoder = av.CodecContext.create("libvpx-vp9", "r")
        for packet in container.demux(stream):
            yield from decoder.decode(packet if packet.size else None)


def on(ground: Floats | float, argb: Pixels) -> Floats:
    """Lay a picture with straight alpha on a background, RGB of shape (height, width, 3)."""
    alpha = argb[..., :1] / 255
    return np.asarray(np.rint(argb[..., 1:] * alpha + ground * (1 - alpha)))


def _argb(frame: av.VideoFrame) -> Pixels:
    """Convert a frame; from YUV by way of RGB, in which FFmpeg is more exact."""
    if frame.format.is_rgb:
        return np.asarray(frame.to_ndarray(format="argb"))
    rgb = frame.to_ndarray(format="rgb24")
    alpha = frame.reformat(format="rgba").to_ndarray()[..., 3:]
    return np.concatenate([alpha, rgb], 2)
