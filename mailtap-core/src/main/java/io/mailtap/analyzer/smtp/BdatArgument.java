package io.mailtap.analyzer.smtp;

import io.mailtap.bytes.Ascii;
import io.mailtap.bytes.ByteSlice;

/// The argument of BDAT: `chunk-size [SP "LAST"]` (RFC 3030, section 2).
sealed interface BdatArgument {
    /// @param size octets that follow, 0 to 2^63 - 1
    /// @param last whether the mail ends with them
    record Chunk(long size, boolean last) implements BdatArgument {}

    /// @param weird what is wrong with it, as Zeek names it
    /// @param detail more
    record Bad(String weird, String detail) implements BdatArgument {}

    /// The longest argument read, in octets.
    int LONGEST = 25;

    static BdatArgument parse(ByteSlice arg) {
        if (arg.isEmpty() || arg.length() > LONGEST) {
            return invalid("BDAT argument bad length");
        }
        int digits = 0;
        while (digits < arg.length() && Ascii.isDigit(arg.at(digits))) {
            digits++;
        }
        if (digits == 0) {
            return invalid("BDAT not followed by a valid chunk-size");
        }
        if (digits < arg.length() && arg.at(digits) != ' ') {
            return invalid("BDAT chunk-size not valid");
        }
        String number = arg.slice(0, digits).toString();
        java.math.BigInteger size = new java.math.BigInteger(number);
        if (size.bitLength() > 64) {
            return invalid("BDAT chunk-size too large");
        }
        boolean last = arg.slice(digits, arg.length()).equalsIgnoreCase(" LAST");
        if (digits < arg.length() && !last) {
            return invalid("BDAT chunk-size followed by junk");
        }
        return size.bitLength() > 63
                ? new Bad("smtp_huge_bdat_chunk", number)
                : new Chunk(size.longValueExact(), last);
    }

    private static Bad invalid(String detail) {
        return new Bad("smtp_invalid_bdat_command", detail);
    }
}
