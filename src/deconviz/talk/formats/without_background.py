"""A film without a background, encoded anew with its alpha."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import cast

import av
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc, VideoReformatter
from av.video.stream import VideoStream

from deconviz.archive.files import replacing

Prepare = Callable[[av.VideoFrame], av.VideoFrame]


@dataclass(frozen=True)
class Encoding:
    """How a film is encoded; names are FFmpeg's.

    Attributes
    ----------
    container, codec, pixel_format
        Where packets go, what makes them, and of what.
    options, container_options
        Of the codec and of the container.
    threads
        Fixed, so that files do not depend on the number of CPUs.
    """

    container: str
    codec: str
    pixel_format: str
    options: Mapping[str, str]
    container_options: Mapping[str, str]
    threads: int = 2


def encode(
    film: Path, to: Path, encoding: Encoding, metadata: Mapping[str, str], prepare: Prepare
) -> None:
    """Encode a film anew, frame by frame, in the colours of BT.709.

    Parameters
    ----------
    film
        What a film without a background was rendered to.
    to
        Where to write.
    encoding
        How to encode.
    metadata
        What the file says of itself.
    prepare
        Is applied to each frame before.
    """
    of_container = {"fflags": "+bitexact", **encoding.container_options}  # no dates, no chance
    with (
        replacing(to) as temporary,
        av.open(film) as source,
        av.open(temporary, "w", format=encoding.container, options=of_container) as target,
    ):
        target.metadata.update(metadata)
        [pictures] = source.streams.video
        rate = cast("Fraction", pictures.average_rate)
        keyframe_every = {"g": str(math.ceil(rate))}  # frames
        options = {**keyframe_every, **encoding.options}
        stream = cast("VideoStream", target.add_stream(encoding.codec, rate, options))
        stream.width, stream.height = pictures.width, pictures.height
        stream.pix_fmt = encoding.pixel_format
        _set_up(stream.codec_context, encoding.threads)
        reformatter = VideoReformatter()
        for number, picture in enumerate(source.decode(pictures)):
            frame = reformatter.reformat(
                prepare(picture),
                format=encoding.pixel_format,
                dst_colorspace=Colorspace.ITU709,
                dst_color_range=ColorRange.MPEG,
                threads=1,  # with more, frames differ from one time to the next
            )
            frame.pts, frame.time_base = number, 1 / rate
            target.mux(stream.encode(frame))
        target.mux(stream.encode())


def _set_up(context: av.VideoCodecContext, threads: int) -> None:
    context.thread_count = threads
    context.colorspace = Colorspace.ITU709
    context.color_range = ColorRange.MPEG
    context.color_primaries = ColorPrimaries.BT709
    context.color_trc = ColorTrc.BT709
