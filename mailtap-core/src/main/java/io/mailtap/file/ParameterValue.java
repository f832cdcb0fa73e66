package io.mailtap.file;

import io.mailtap.bytes.Bytes;

/// The value of a parameter.
///
/// @param raw as it was sent; several pieces one behind the other
/// @param decoded in UTF-8; octets that no character set explains stay as they are
record ParameterValue(Bytes raw, Bytes decoded) {}
