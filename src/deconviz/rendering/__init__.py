"""How a scene becomes files: only what moved is drawn, converted and encoded again."""
