package io.mailtap.event;

import io.mailtap.bytes.Bytes;

/// A key of before that a client knows: Zeek's `SSL::PSKIdentity`.
///
/// @param identity its name, usually a ticket
/// @param obfuscatedTicketAge its age in milliseconds, masked
/// @see <a href="https://www.rfc-editor.org/rfc/rfc8446#section-4.2.11">RFC 8446, 4.2.11</a>
public record PresharedKeyIdentity(Bytes identity, long obfuscatedTicketAge) {}
