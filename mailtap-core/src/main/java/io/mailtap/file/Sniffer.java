package io.mailtap.file;

import io.mailtap.bytes.ByteSlice;
import org.jspecify.annotations.Nullable;

/// Tells the type of a file by its first octets, whatever the mail calls it.
///
/// Every rule has a strength; the strongest that fits wins, and of equals the first in the
/// alphabet. Each rule reads the octets at most once, so time grows with their number alone.
final class Sniffer {
    private @Nullable String type;
    private int strength = Integer.MIN_VALUE;

    private Sniffer() {}

    /// {@return the type, named as Zeek names it, or null if none fits}
    ///
    /// @param head the first octets of the file, all if it is short
    static @Nullable String typeOf(ByteSlice head) {
        if (head.isEmpty()) {
            return null;
        }
        Sniffer sniffer = new Sniffer();
        Magic.offer(head, sniffer);
        ContainerTypes.offer(head, sniffer);
        TextTypes.offer(head, sniffer);
        return sniffer.type;
    }

    /// Takes a type that fits.
    void offer(String name, int itsStrength) {
        boolean better =
                type == null
                        || itsStrength > strength
                        || itsStrength == strength && name.compareTo(type) < 0;
        if (better) {
            type = name;
            strength = itsStrength;
        }
    }
}
