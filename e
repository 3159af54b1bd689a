{
  "title": "code-noise: the decoder filters of 10 seeds agree in all but sign",
  "caption": "code-noise: the decoder filters of 10 seeds agree in all but sign. A column a seed, a row a component, as trained, neither reordered nor turned; each filter divided by its length. Between any two seeds |cos| is at least 1.000, 1.000, 1.000 for the filters in order.",
  "alternative": "Small panels, a column for each of 10 code-noise networks and a row for each of 3 filters, as trained. Between any two seeds |cos| is at least 1.000, 1.000, 1.000 for the filters in order."
}
