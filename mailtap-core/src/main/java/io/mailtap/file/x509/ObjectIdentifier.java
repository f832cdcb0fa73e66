package io.mailtap.file.x509;

import io.mailtap.bytes.ByteSlice;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Object identifiers and their names, as OpenSSL spells them.
final class ObjectIdentifier {
    /// @param shortName as in `CN`
    /// @param longName as in `commonName`
    record Name(String shortName, String longName) {}

    private static final Map<String, Name> NAMES = new HashMap<>();

    static {
        attributes();
        algorithms();
        curves();
        extensions();
        purposes();
    }

    private ObjectIdentifier() {}

    private static void add(String oid, String shortName, String longName) {
        NAMES.put(oid, new Name(shortName, longName));
    }

    private static void add(String oid, String name) {
        add(oid, name, name);
    }

    private static void attributes() {
        add("2.5.4.3", "CN", "commonName");
        add("2.5.4.4", "SN", "surname");
        add("2.5.4.5", "serialNumber");
        add("2.5.4.6", "C", "countryName");
        add("2.5.4.7", "L", "localityName");
        add("2.5.4.8", "ST", "stateOrProvinceName");
        add("2.5.4.9", "street", "streetAddress");
        add("2.5.4.10", "O", "organizationName");
        add("2.5.4.11", "OU", "organizationalUnitName");
        add("2.5.4.12", "title");
        add("2.5.4.13", "description");
        add("2.5.4.15", "businessCategory");
        add("2.5.4.16", "postalAddress");
        add("2.5.4.17", "postalCode");
        add("2.5.4.18", "postOfficeBox");
        add("2.5.4.20", "telephoneNumber");
        add("2.5.4.41", "name");
        add("2.5.4.42", "GN", "givenName");
        add("2.5.4.43", "initials");
        add("2.5.4.44", "generationQualifier");
        add("2.5.4.45", "x500UniqueIdentifier");
        add("2.5.4.46", "dnQualifier");
        add("2.5.4.65", "pseudonym");
        add("2.5.4.97", "organizationIdentifier");
        add("1.2.840.113549.1.9.1", "emailAddress");
        add("1.2.840.113549.1.9.2", "unstructuredName");
        add("1.2.840.113549.1.9.8", "unstructuredAddress");
        add("0.9.2342.19200300.100.1.1", "UID", "userId");
        add("0.9.2342.19200300.100.1.25", "DC", "domainComponent");
        add("1.3.6.1.4.1.311.60.2.1.1", "jurisdictionL", "jurisdictionLocalityName");
        add("1.3.6.1.4.1.311.60.2.1.2", "jurisdictionST", "jurisdictionStateOrProvinceName");
        add("1.3.6.1.4.1.311.60.2.1.3", "jurisdictionC", "jurisdictionCountryName");
    }

    private static void algorithms() {
        add("1.2.840.113549.1.1.1", "rsaEncryption");
        add("1.2.840.113549.1.1.2", "RSA-MD2", "md2WithRSAEncryption");
        add("1.2.840.113549.1.1.3", "RSA-MD4", "md4WithRSAEncryption");
        add("1.2.840.113549.1.1.4", "RSA-MD5", "md5WithRSAEncryption");
        add("1.2.840.113549.1.1.5", "RSA-SHA1", "sha1WithRSAEncryption");
        add("1.2.840.113549.1.1.7", "RSAES-OAEP", "rsaesOaep");
        add("1.2.840.113549.1.1.10", "RSASSA-PSS", "rsassaPss");
        add("1.2.840.113549.1.1.11", "RSA-SHA256", "sha256WithRSAEncryption");
        add("1.2.840.113549.1.1.12", "RSA-SHA384", "sha384WithRSAEncryption");
        add("1.2.840.113549.1.1.13", "RSA-SHA512", "sha512WithRSAEncryption");
        add("1.2.840.113549.1.1.14", "RSA-SHA224", "sha224WithRSAEncryption");
        add("1.3.14.3.2.3", "RSA-NP-MD5", "md5WithRSA");
        add("1.3.14.3.2.12", "DSA-old", "dsaEncryption-old");
        add("1.3.14.3.2.29", "RSA-SHA1-2", "sha1WithRSA");
        add("1.2.840.10040.4.1", "DSA", "dsaEncryption");
        add("1.2.840.10040.4.3", "DSA-SHA1", "dsaWithSHA1");
        add("2.16.840.1.101.3.4.3.1", "dsa_with_SHA224");
        add("2.16.840.1.101.3.4.3.2", "dsa_with_SHA256");
        add("1.2.840.10045.2.1", "id-ecPublicKey");
        add("1.2.840.10045.4.1", "ecdsa-with-SHA1");
        add("1.2.840.10045.4.3.1", "ecdsa-with-SHA224");
        add("1.2.840.10045.4.3.2", "ecdsa-with-SHA256");
        add("1.2.840.10045.4.3.3", "ecdsa-with-SHA384");
        add("1.2.840.10045.4.3.4", "ecdsa-with-SHA512");
        add("1.3.101.110", "X25519");
        add("1.3.101.111", "X448");
        add("1.3.101.112", "ED25519");
        add("1.3.101.113", "ED448");
        add("1.2.643.2.2.19", "gost2001", "GOST R 34.10-2001");
        add("1.2.156.10197.1.501", "SM2-SM3", "SM2-with-SM3");
    }

    private static void curves() {
        add("1.2.840.10045.3.1.1", "prime192v1");
        add("1.2.840.10045.3.1.7", "prime256v1");
        add("1.3.132.0.10", "secp256k1");
        add("1.3.132.0.33", "secp224r1");
        add("1.3.132.0.34", "secp384r1");
        add("1.3.132.0.35", "secp521r1");
        add("1.3.36.3.3.2.8.1.1.7", "brainpoolP256r1");
        add("1.3.36.3.3.2.8.1.1.11", "brainpoolP384r1");
        add("1.3.36.3.3.2.8.1.1.13", "brainpoolP512r1");
        add("1.2.156.10197.1.301", "SM2", "sm2");
    }

    private static void extensions() {
        add("2.5.29.9", "subjectDirectoryAttributes", "X509v3 Subject Directory Attributes");
        add("2.5.29.14", "subjectKeyIdentifier", "X509v3 Subject Key Identifier");
        add("2.5.29.15", "keyUsage", "X509v3 Key Usage");
        add("2.5.29.16", "privateKeyUsagePeriod", "X509v3 Private Key Usage Period");
        add("2.5.29.17", "subjectAltName", "X509v3 Subject Alternative Name");
        add("2.5.29.18", "issuerAltName", "X509v3 Issuer Alternative Name");
        add("2.5.29.19", "basicConstraints", "X509v3 Basic Constraints");
        add("2.5.29.30", "nameConstraints", "X509v3 Name Constraints");
        add("2.5.29.31", "crlDistributionPoints", "X509v3 CRL Distribution Points");
        add("2.5.29.32", "certificatePolicies", "X509v3 Certificate Policies");
        add("2.5.29.33", "policyMappings", "X509v3 Policy Mappings");
        add("2.5.29.35", "authorityKeyIdentifier", "X509v3 Authority Key Identifier");
        add("2.5.29.36", "policyConstraints", "X509v3 Policy Constraints");
        add("2.5.29.37", "extendedKeyUsage", "X509v3 Extended Key Usage");
        add("2.5.29.46", "freshestCRL", "X509v3 Freshest CRL");
        add("2.5.29.54", "inhibitAnyPolicy", "X509v3 Inhibit Any Policy");
        add("1.3.6.1.5.5.7.1.1", "authorityInfoAccess", "Authority Information Access");
        add("1.3.6.1.5.5.7.1.3", "qcStatements");
        add("1.3.6.1.5.5.7.1.11", "subjectInfoAccess", "Subject Information Access");
        add("1.3.6.1.5.5.7.1.24", "tlsfeature", "TLS Feature");
        add("1.3.6.1.4.1.11129.2.4.2", "ct_precert_scts", "CT Precertificate SCTs");
        add("1.3.6.1.4.1.11129.2.4.3", "ct_precert_poison", "CT Precertificate Poison");
        add("2.16.840.1.113730.1.1", "nsCertType", "Netscape Cert Type");
        add("2.16.840.1.113730.1.13", "nsComment", "Netscape Comment");
    }

    private static void purposes() {
        add("1.3.6.1.5.5.7.3.1", "serverAuth", "TLS Web Server Authentication");
        add("1.3.6.1.5.5.7.3.2", "clientAuth", "TLS Web Client Authentication");
        add("1.3.6.1.5.5.7.3.3", "codeSigning", "Code Signing");
        add("1.3.6.1.5.5.7.3.4", "emailProtection", "E-mail Protection");
        add("1.3.6.1.5.5.7.3.8", "timeStamping", "Time Stamping");
        add("1.3.6.1.5.5.7.3.9", "OCSPSigning", "OCSP Signing");
        add("1.3.6.1.4.1.311.10.3.3", "msSGC", "Microsoft Server Gated Crypto");
        add("2.16.840.1.113730.4.1", "nsSGC", "Netscape Server Gated Crypto");
        add("2.5.29.37.0", "anyExtendedKeyUsage", "Any Extended Key Usage");
    }

    /// {@return the names of an object, null if there are none here}
    static @Nullable Name name(String oid) {
        return NAMES.get(oid);
    }

    /// {@return the short name of an object, itself if it has none}
    static String shortName(String oid) {
        Name name = NAMES.get(oid);
        return name == null ? oid : name.shortName();
    }

    /// {@return the long name of an object, itself if it has none}
    static String longName(String oid) {
        Name name = NAMES.get(oid);
        return name == null ? oid : name.longName();
    }

    /// {@return an object identifier in numbers and dots}
    ///
    /// @param content of the element
    static String text(ByteSlice content) {
        StringBuilder text = new StringBuilder();
        long number = 0;
        for (int i = 0; i < content.length(); i++) {
            number = (number & 0xff_ffff_ffff_ffffL) << 7 | content.u8(i) & 0x7f;
            if (content.u8(i) < 0x80) {
                if (text.isEmpty()) {
                    long first = Math.min(number / 40, 2);
                    text.append(first).append('.').append(number - 40 * first);
                } else {
                    text.append('.').append(number);
                }
                number = 0;
            }
        }
        return text.toString();
    }
}
