"""What the pages ask of the folder and have done there, each under its page's word: plain values, made in the worker."""
