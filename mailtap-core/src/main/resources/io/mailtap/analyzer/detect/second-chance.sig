# On registered ports only: a server whose first lines were not those of the protocol, but which later
# answers the client as one that speaks it.

signature mailtap_smtp_server_late {
  ip-proto == tcp
  tcp-state responder
  payload /.*[\n\r]2[0-9][0-9][ -]/
}

signature mailtap_smtp_client_late {
  ip-proto == tcp
  tcp-state originator
  payload /(|.*[\n\r])[[:space:]]*(EHLO|HELO)[[:space:]]/i
  requires-reverse-signature mailtap_smtp_server_late
  enable "smtp"
}

signature mailtap_pop3_server_late {
  ip-proto == tcp
  tcp-state responder
  payload /.*[\n\r]\+OK/
}

signature mailtap_pop3_client_late {
  ip-proto == tcp
  tcp-state originator
  payload /(|.*[\n\r])[[:space:]]*(USER|APOP|CAPA|AUTH|STLS)[[:space:]]/i
  requires-reverse-signature mailtap_pop3_server_late
  enable "pop3"
}
