package io.mailtap.event;

import io.mailtap.bytes.Bytes;
import io.mailtap.net.IpAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whom a certificate is for: Zeek's `X509::SubjectAlternativeName`.
///
/// @param dns host names, null if none
/// @param uri addresses of resources, null if none
/// @param email mail addresses, null if none
/// @param ip network addresses, null if none
/// @param otherFields whether there are names of other kinds
public record SubjectAlternativeName(
        @Nullable List<Bytes> dns,
        @Nullable List<Bytes> uri,
        @Nullable List<Bytes> email,
        @Nullable List<IpAddress> ip,
        boolean otherFields) {}
