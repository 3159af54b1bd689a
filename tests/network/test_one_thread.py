"""Weights do not depend on how many cores there are."""

import torch

from deconviz.network.one_thread import use_one_thread


def test_torch_computes_on_one_thread_and_the_same_each_time(one_thread: None) -> None:  # noqa: ARG001
    torch.set_num_threads(2)
    use_one_thread()
    try:
        assert torch.get_num_threads() == 1
        assert torch.are_deterministic_algorithms_enabled()
    finally:
        torch.use_deterministic_algorithms(False)
