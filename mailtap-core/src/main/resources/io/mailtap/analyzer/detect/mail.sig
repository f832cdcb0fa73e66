# What tells mail, and TLS, on any port. A signature looks at one direction of a connection, from its
# first octet on.

# A server greets; the client answers with EHLO or HELO at the beginning of some line. 554 and 421 are
# greetings too (RFC 5321, 4.2.3), which some clients ignore.
signature mailtap_smtp_server {
  ip-proto == tcp
  tcp-state responder
  payload /[[:space:]]*(220([[:space:]]|-)|(421|554)[ -])/
}

signature mailtap_smtp_client {
  ip-proto == tcp
  tcp-state originator
  payload /(|.*[\n\r])[[:space:]]*(EHLO|HELO)/i
  requires-reverse-signature mailtap_smtp_server
  enable "smtp"
}

# One side alone: the server names the protocol in its greeting. A client that has said something
# before that, and it was not EHLO, speaks another: TLS, as a rule.
signature mailtap_smtp_server_alone {
  ip-proto == tcp
  tcp-state responder
  requires-silence
  payload /220[ -][^\r\n]*[^a-z\r\n]E?SMTP[^a-z]/i
  enable "smtp"
}

# One side alone: the client greets and begins a mail.
signature mailtap_smtp_client_alone {
  ip-proto == tcp
  tcp-state originator
  payload /(EHLO|HELO|LHLO) [^\r\n]+\r?\n(.*\n)?MAIL FROM: ?</i
  enable "smtp"
}

# A greeting that is not SMTP's, to a client that goes on as if it were, with a server that answers it. If
# the analyzer is taken off for the greeting, it is given a second chance, from behind that.
signature mailtap_smtp_odd_greeting {
  ip-proto == tcp
  tcp-state responder
  payload /.*[\n\r]2[0-9][0-9][ -]/
}

signature mailtap_smtp_nevertheless {
  ip-proto == tcp
  tcp-state originator
  payload /[[:space:]]*(EHLO|HELO)[[:space:]]/i
  requires-reverse-signature mailtap_smtp_odd_greeting
  enable "smtp"
  enable-again "smtp"
}

# A server greets with +OK; the client says what only POP3 clients say. AUTH alone is not enough of a
# name, as other protocols (Redis) have it too and answer +OK: the mechanism must be one of SASL's.
signature mailtap_pop3_server {
  ip-proto == tcp
  tcp-state responder
  payload /\+OK/
}

signature mailtap_pop3_client {
  ip-proto == tcp
  tcp-state originator
  payload /([^*\r\n].*[\n\r]|[\r\n]+)?[[:space:]]*(USER[[:space:]]|APOP[[:space:]]|CAPA[[:space:]]|STLS[[:space:]]|AUTH[ \t]*[\r\n]|AUTH[ \t]+(PLAIN|LOGIN|CRAM-|DIGEST-MD5|NTLM|GSS|KERBEROS_V|SCRAM-|XOAUTH|OAUTHBEARER|EXTERNAL|ANONYMOUS|OTP|SKEY|MSN))/i
  requires-reverse-signature mailtap_pop3_server
  enable "pop3"
}

# The same as above, of POP3.
signature mailtap_pop3_odd_greeting {
  ip-proto == tcp
  tcp-state responder
  payload /.*[\n\r]\+OK/
}

signature mailtap_pop3_nevertheless {
  ip-proto == tcp
  tcp-state originator
  payload /[[:space:]]*((USER|APOP|CAPA|STLS)[[:space:]]|AUTH[ \t]+(PLAIN|LOGIN|CRAM-MD5)[ \r\n])/i
  requires-reverse-signature mailtap_pop3_odd_greeting
  enable "pop3"
  enable-again "pop3"
}

# One side alone: the server names the protocol in its greeting, or the client begins with what only
# POP3 clients say.
signature mailtap_pop3_server_alone {
  ip-proto == tcp
  tcp-state responder
  requires-silence
  payload /\+OK ([^\r\n]*[^a-z\r\n])?POP-?3?[^a-z]/i
  enable "pop3"
}

signature mailtap_pop3_client_alone {
  ip-proto == tcp
  tcp-state originator
  payload /(CAPA[ \t]*\r?\n(.*\n)?(USER |AUTH|APOP |STLS)|USER [^ \r\n]+\r?\nPASS [^\r\n]*\r?\n(.*\n)?UIDL[ \r\n]|APOP [^ \r\n]+ [0-9a-f]{32}[ \r\n])/i
  enable "pop3"
}

# A TLS client hello, or a server hello behind at most one alert.
signature mailtap_tls_client {
  ip-proto == tcp
  tcp-state originator
  payload /\x16\x03[\x00-\x03]..\x01...\x03[\x00-\x03]/
  enable "ssl"
}

signature mailtap_tls_server {
  ip-proto == tcp
  tcp-state responder
  payload /(\x15\x03[\x00-\x03]....)?\x16\x03[\x00-\x03]..\x02...(\x03[\x00-\x04]|\x7f[\x00-\x50])/
  enable "ssl"
}
