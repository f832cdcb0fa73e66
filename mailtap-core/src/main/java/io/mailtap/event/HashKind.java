package io.mailtap.event;

import java.util.Arrays;
import java.util.Optional;

/// The digests that files may have.
public enum HashKind {
    /// MD5, for lists that know nothing better.
    MD5("md5", "MD5"),
    /// SHA-1, likewise.
    SHA1("sha1", "SHA-1"),
    /// SHA-256.
    SHA256("sha256", "SHA-256");

    private final String zeekName;
    private final String algorithm;

    HashKind(String zeekName, String algorithm) {
        this.zeekName = zeekName;
        this.algorithm = algorithm;
    }

    /// {@return the name in events and columns}
    public String zeekName() {
        return zeekName;
    }

    /// {@return the name that [java.security.MessageDigest] knows}
    public String algorithm() {
        return algorithm;
    }

    /// {@return the kind of that name, if there is one}
    ///
    /// @param zeekName as in `sha256`
    public static Optional<HashKind> named(String zeekName) {
        return Arrays.stream(values()).filter(kind -> kind.zeekName.equals(zeekName)).findFirst();
    }
}
