/// The inside of mails (RFC 5322, RFC 2045 to 2047): a tree of entities, read line by line as the
/// mail passes.
///
/// [io.mailtap.analyzer.mime.MimeAnalyzer] makes a `MimeMessage` for each mail; an `Entity` reads
/// its headers and then either hands lines to its children or to the decoder of its transfer
/// encoding. Nothing is gathered but what a handler asked for.
@org.jspecify.annotations.NullMarked
package io.mailtap.analyzer.mime;
