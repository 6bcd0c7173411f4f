"""From the sentences of a text to proposed measures. `read` is the way in.

`layout` tells how the text is laid out, `pieces` parts its sentences, `items` makes measures of the pieces of one
item, `rows` the rows of a measure (`groups`: which figures make one, `labels`: what it is called), `particulars` what
else is said of it. `words` has what they all look for. Pure.
"""
