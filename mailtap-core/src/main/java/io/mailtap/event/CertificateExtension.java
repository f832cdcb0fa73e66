package io.mailtap.event;

import io.mailtap.bytes.Bytes;

/// An extension of a certificate: Zeek's `X509::Extension`.
///
/// @param name `X509v3 Basic Constraints`, or the object identifier if it has no name here
/// @param shortName `basicConstraints`, or the object identifier
/// @param oid the object identifier in numbers and dots
/// @param critical whether who does not know it must refuse the certificate
/// @param value as text if it is of a common kind, its octets otherwise
public record CertificateExtension(
        String name, String shortName, String oid, boolean critical, Bytes value) {}
