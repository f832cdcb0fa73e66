/// What is inside the mails: files, with their names, types and digests.
///
/// [io.mailtap.file.FileAnalysis] looks on as MIME takes a mail apart
/// ([io.mailtap.analyzer.mime.EntityObserver]) and raises the events of
/// [io.mailtap.event.FileEvent]. Nothing is kept of a file but its first 4096 octets and what its
/// digests need.
@org.jspecify.annotations.NullMarked
package io.mailtap.file;
