"""Between the screens and the file: typed lines that wait, edits that are tried again, steps that can be taken back."""
