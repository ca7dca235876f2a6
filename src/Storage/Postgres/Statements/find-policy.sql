SELECT text FROM policy WHERE sha256 = $1
