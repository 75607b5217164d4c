"""What travels on a stick: the entries the other side has not seen, sealed, signed, checked and taken in.

manifest  what a package declares    write  making one    read  opening one, trusting nothing    merge  taking it in
"""
