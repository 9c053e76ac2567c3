"""The law's clocks after somebody at a fair was taken on, as tasks of the centre that held it."""
