"""What a file of a film is, read back from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import av
from av.video.stream import VideoStream

LOOPS_FOREVER = b"NETSCAPE2.0\x03\x01\x00\x00"
COMMENT = b"\x21\xfe"
H264_LEVEL = 3  # where avcC, the record of a decoder's settings, has it


@dataclass(frozen=True)
class Facts:
    """What a file of a film is.

    Attributes
    ----------
    container, codec, profile, pixel_format
        By the names that FFmpeg has for them.
    level
        Of H.264, as 4.2; 0 for other codecs.
    width, height
        Pixels.
    rate
        Frames a second, on average.
    seconds
        How long it plays.
    keyframes
        Seconds from the start.
    index_first
        Whether it can be played before all of it is there: moov before mdat.
    alpha
        Whether it can be seen through; a GIF cannot, though it marks so what stays as it is.
    loops
        Whether a GIF starts again at its end; other files leave that to who plays them.
    colours
        How colours are coded, such as 1 for BT.709.
    tags
        What it says of itself, by names in lower case.
    """

    container: str
    codec: str
    profile: str
    level: float
    pixel_format: str
    width: int
    height: int
    rate: float
    seconds: float
    keyframes: tuple[float, ...]
    index_first: bool
    alpha: bool
    loops: bool
    colours: int
    tags: Mapping[str, str]


def facts_of(path: Path) -> Facts:
    """Read a file back: its index, its packets, and none of its pictures but the first."""
    head = path.read_bytes()
    with av.open(path) as container:
        [stream] = container.streams.video
        context, unit = stream.codec_context, float(stream.time_base or 0)
        packets = [packet for packet in container.demux(stream) if packet.size]
        moments = [float(packet.pts or 0) * unit for packet in packets]
        end = max(
            moment + float(packet.duration or 0) * unit
            for moment, packet in zip(moments, packets, strict=True)
        )
        tags = {name.lower(): text for name, text in container.metadata.items()}
        tags |= {name.lower(): text for name, text in stream.metadata.items()}
        is_h264, is_gif = context.name == "h264", context.name == "gif"
        return Facts(
            container=container.format.name,
            codec=context.name,
            profile=context.profile or "",
            level=(context.extradata or b"")[H264_LEVEL] / 10 if is_h264 else 0.0,
            pixel_format=context.pix_fmt or "",
            width=stream.width,
            height=stream.height,
            rate=len(packets) / end,
            seconds=end,
            keyframes=tuple(
                moment
                for moment, packet in zip(moments, packets, strict=True)
                if packet.is_keyframe
            ),
            index_first=0 <= head.find(b"moov") < head.find(b"mdat"),
            alpha=tags.get("alpha_mode") == "1" or (not is_gif and _has_alpha(stream)),
            loops=is_gif and LOOPS_FOREVER in head,
            colours=int(context.colorspace),
            tags=tags | ({"comment": _comment(head)} if is_gif else {}),
        )


def _has_alpha(stream: VideoStream) -> bool:
    return any(component.is_alpha for component in stream.format.components)


def _comment(gif: bytes) -> str:
    """Return the first comment of a GIF."""
    start = gif.find(COMMENT) + len(COMMENT)
    parts = []
    while length := gif[start]:
        parts.append(gif[start + 1 : start + 1 + length])
        start += 1 + length
    return b"".join(parts).decode()
