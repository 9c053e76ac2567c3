"""The month added up: the figures of all apps as one workbook."""
