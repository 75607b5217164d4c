"""Papers as PDF.

To add a paper: (1) copy the nearest file here (a ledger: visit_log.py; a page of figures: month_report.py), give it
NAME and `layout(data) -> Layout`; (2) choose its columns: each names fields of a record, a share of the width and,
where a field's usual look (cell.py) does not do, a `show`; (3) sums come from lianluozhan/month.py, never from here;
(4) if it belongs to the month, list it in month_set.py in binding order; (5) test it in tests/paper/ with pdftotext.
No paper knows x or y: what is drawn where is page.py's, what goes on which page strip.py's.
"""
