NAME = '=HYPERLINK("http://127.0.0.1/","15")<script>alert(66)</script><img src=x onerror=alert(66)>\x1b]0;red\x07\u202e'
Hostile = type(NAME, (ValueError,), {"__module__": NAME})


def max_pool(images, pool_size=2, stride=None):
    raise Hostile(NAME + "\n@SUM(1+1)*cmd|' /C calc'!A0\r\n</pre></html>")  # <script>alert(66)</script> \x1b[2J
