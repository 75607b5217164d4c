"""Papers as PDF.

To add a paper: (1) copy the nearest file here (a ledger: visit_log.py; a page of figures: month_report.py; a form:
reception_form.py), give it NAME and `layout(data) -> Layout`; (2) choose what stands on it: labels come from the fields
of records; where a field's usual look (cell.py) does not do, a `show`; (3) sums come from lianluozhan/figures.py, never
from here; (4) if it belongs to the month, list it in month_set.py in binding order; if it is asked for by itself, give
it CODE (its F-number or "") and ABOUT (what it is about), and list it in catalogue.py; (5) test it in tests/paper/ with
pdftotext; test_every_paper.py looks at it in any case.
No paper knows x or y: what is drawn where is page.py's, what goes on which page strip.py's, what forms share form.py's.
"""
