"""Indicators (chỉ số): what is measured, in which words, by whom, and every figure of them."""
