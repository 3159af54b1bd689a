"""A code with noise on it, and the output that it makes."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from deconviz.analysis.noisy_code import jitter
from deconviz.arrays import Floats
from deconviz.films.mobjects.arrow import Arrow
from deconviz.films.mobjects.fading import fade
from deconviz.films.mobjects.reading import Reading
from deconviz.films.mobjects.stage import Box
from deconviz.films.mobjects.text import Label
from deconviz.films.stages.code_noise.code_card import CodeCard
from deconviz.films.stages.code_noise.output_panel import OutputPanel
from deconviz.look.language import EARLIER, LEFT, NAME, REMARK, RESULT, RIGHT
from deconviz.look.theme import Mark, Theme, ThemeName
from deconviz.network.autoencoder import Autoencoder

HEADINGS = 208.0  # their base line
CARD = Box(LEFT, 234.0, 1136.0, 846.0)
ARROW_X, ARROW_Y = (1160.0, 1244.0), 540.0
OUTPUT = Box(1286.0, 250.0, 1804.0, 820.0)
REMARK_AT, RESULT_AT = 912.0, 984.0  # base lines


class NoiseStage(VGroup):
    """A card with a code, an arrow, its output, and by how much that varies.

    Parameters
    ----------
    network
        Decodes.
    codes
        Of real patches, shape (N, C).
    code
        Without noise, shape (C,).
    components
        Shown to the right and upwards, counted from 0.
    draws
        Of noise with a standard deviation of 1, shape (n, C).
    largest
        The largest noise there will be on each component, shape (C,).
    theme, name
        Colours, and the theme's name.

    Attributes
    ----------
    card, output
        What is left and right of the arrow; the dot of the card belongs on top of all.
    varies
        By how much the output does.
    """

    def __init__(
        self,
        network: Autoencoder,
        codes: Floats,
        code: Floats,
        components: tuple[int, int],
        draws: Floats,
        largest: Floats,
        theme: Theme,
        name: ThemeName,
    ) -> None:
        self._network, self._code, self._all = network, code, draws
        self._opacity = EARLIER[name]
        reach = float(np.abs(draws * largest)[:, list(components)].max())
        self.card = CodeCard(CARD, components, codes, code, reach, theme, name)
        outputs = network.decode(np.vstack([code, code + draws * largest]))  # (1 + n, K)
        limits = (min(0.0, float(outputs.min())), max(0.0, float(outputs.max())))
        self.output = OutputPanel(OUTPUT, network.kernel, limits, len(draws), theme)
        self.varies = Reading(RESULT, theme.foreground, align="right")
        arrow = Arrow(Mark(theme.foreground))
        arrow.draw(np.array(ARROW_X), np.full(2, ARROW_Y))
        self._words = VGroup(
            *(
                Label(text, x, HEADINGS, size=NAME, colour=theme.foreground, weight="SemiBold")
                for text, x in (("code", LEFT), ("output", OUTPUT.left - 20))
            ),
            Label(
                "output jitters by", RIGHT, REMARK_AT, size=REMARK, colour=theme.muted,
                align="right",
            ),
            arrow,
        )  # fmt: skip
        super().__init__(
            self.card.still, self._words, self.output, self.varies, self.card.cloud, self.card.cross
        )

    def draw(self, noise: Floats, draws: int) -> None:
        """Show the noise (C,), and so many draws of it: the last one as it is now.

        Parameters
        ----------
        noise
            Standard deviations, shape (C,).
        draws
            How many there were; without any, the code is where it is.
        """
        drawn = self._code + noise * self._all[:draws]  # (draws, C)
        *_, self.code = [self._code, *drawn]
        earlier = drawn[:-1]
        self.card.draw_cross(noise)
        self.card.draw_cloud(earlier)
        self._outputs = self._network.decode(np.vstack([self.code, earlier]))  # (1 + n, K)
        text = f"±{jitter(self._network.decoder_filters, noise):.3f}"
        self.varies.say(text, RIGHT, RESULT_AT)

    def reveal(self, shown: float, grown: float, arrived: float) -> None:
        """Set how much of all this there is, each 0 to 1.

        Parameters
        ----------
        shown
            Of the card.
        grown
            Of the output, and of all words.
        arrived
            Of the dot of the code.
        """
        fade(self.card.still, shown)
        fade(self.card.cross, shown)
        fade(self._words, grown)
        fade(self.varies, grown)
        fade(self.card.cloud, self._opacity * shown)
        now, *earlier = self._outputs
        self.output.draw(now, np.array(earlier).reshape(-1, len(now)), grown)
        self.card.draw_dot(self.code, arrived)
