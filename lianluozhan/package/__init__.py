"""What travels on a stick: the entries the other side has not seen, sealed, signed, checked and taken in.

unsent  what to send    manifest  what a package declares    write  making one    read  opening one, trusting nothing
enrol  whose keys are believed    stations  whom a district knows    lane  what arrives beside what is held
rights  who may write what    reissue  our branch of a fork, again    merge  taking it in    arrive  several files at once
"""
