package io.mailtap.event;

import java.util.OptionalLong;

/// Whether a certificate's key may sign others: Zeek's `X509::BasicConstraints`.
///
/// @param ca whether it may
/// @param pathLen how many certificates of that kind may follow, empty if not limited
public record BasicConstraints(boolean ca, OptionalLong pathLen) {}
