package io.mailtap.file.x509;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import io.mailtap.event.Certificate;
import org.jspecify.annotations.Nullable;

/// Certificates that were read before, so that they need not be read again: servers show the same
/// few to everybody.
///
/// A certificate ends in its signature, which is as good as random: its last octets say where it is
/// kept, and whichever was kept there before is forgotten.
public final class KnownCertificates {
    private static final int MOST = 512;

    /// Octets of the largest that is kept: two megabytes for all of them.
    private static final int LARGEST = 4096;

    /// @param der all of it
    /// @param certificate what stands in it, without anything wrong
    record Known(Bytes der, Certificate certificate) {}

    private final @Nullable Known[] places = new @Nullable Known[MOST];

    /// Creates an empty memory.
    public KnownCertificates() {}

    /// @param octets a certificate
    @Nullable Known find(ByteSlice octets) {
        Known known = places[place(octets)];
        return known != null && octets.contentEquals(known.der) ? known : null;
    }

    void add(Known known) {
        if (known.der.length() <= LARGEST) {
            places[place(known.der.asSlice())] = known;
        }
    }

    private static int place(ByteSlice octets) {
        return octets.u16(octets.length() - 2) % MOST;
    }
}
