package io.mailtap.log;

/// A column of a log.
///
/// @param name as in `id.orig_h`
/// @param type Zeek's name of its type, as in `set[string]`
record Column(String name, String type) {}
