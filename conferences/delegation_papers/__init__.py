"""The official papers of a delegation, in the layout of decree 30/2020."""
