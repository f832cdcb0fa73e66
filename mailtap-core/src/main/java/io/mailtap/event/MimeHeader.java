package io.mailtap.event;

import io.mailtap.bytes.Bytes;

/// A header field: Zeek's `mime_header_rec`.
///
/// @param originalName the name as on the wire
/// @param name the name with ASCII letters in capitals
/// @param value all after the colon and leading white space; folds are joined with their white
///   space kept
public record MimeHeader(Bytes originalName, Bytes name, Bytes value) {}
