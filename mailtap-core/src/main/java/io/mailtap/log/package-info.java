/// Events to log rows: Zeek's logs in Zeek's formats, and the JSON lines of `mailtap events`.
///
/// Every log is an ordinary handler on the public events. [io.mailtap.log.Logs] writes the files;
/// [io.mailtap.log.EventLines] writes one JSON object per event. Secrets are masked by
/// [io.mailtap.log.Redactor].
@org.jspecify.annotations.NullMarked
package io.mailtap.log;
