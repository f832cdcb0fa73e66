package io.mailtap.analyzer.mime;

import io.mailtap.bytes.Ascii;
import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import io.mailtap.event.MimeHeader;
import java.util.ArrayList;
import java.util.List;

/// Names of header fields. Those that most mails have, spelt as most mails do, are there already,
/// so that they need not be copied for every field of every mail.
final class FieldNames {
    private record Known(Bytes original, Bytes upper) {
        static Known of(String name) {
            Bytes original = Bytes.of(name);
            return new Known(original, upperOf(original.asSlice()));
        }
    }

    private static final int LONGEST = 32;

    // By length.
    private static final List<List<Known>> KNOWN = new ArrayList<>();

    static {
        for (int length = 0; length <= LONGEST; length++) {
            KNOWN.add(new ArrayList<>());
        }
        String[] names = {
            "Received",
            "From",
            "To",
            "Cc",
            "Subject",
            "Date",
            "Message-ID",
            "Message-Id",
            "MIME-Version",
            "Mime-Version",
            "Content-Type",
            "Content-Transfer-Encoding",
            "Content-Disposition",
            "Content-ID",
            "Content-Id",
            "Content-Language",
            "Reply-To",
            "In-Reply-To",
            "References",
            "Return-Path",
            "Sender",
            "User-Agent",
            "X-Mailer",
            "DKIM-Signature",
            "Authentication-Results",
            "Received-SPF",
            "ARC-Seal",
            "ARC-Message-Signature",
            "List-Unsubscribe",
            "List-Id",
            "X-Originating-IP",
            "Delivered-To",
            "X-Priority",
            "Importance",
            "Precedence",
            "Auto-Submitted",
            "Status"
        };
        for (String name : names) {
            KNOWN.get(name.length()).add(Known.of(name));
        }
    }

    private FieldNames() {}

    /// {@return a field}
    ///
    /// @param name as sent, borrowed
    static MimeHeader header(ByteSlice name, Bytes value) {
        if (name.length() <= LONGEST) {
            List<Known> known = KNOWN.get(name.length());
            for (int i = 0; i < known.size(); i++) {
                if (name.contentEquals(known.get(i).original())) {
                    return new MimeHeader(known.get(i).original(), known.get(i).upper(), value);
                }
            }
        }
        return new MimeHeader(name.toBytes(), upperOf(name), value);
    }

    private static Bytes upperOf(ByteSlice text) {
        byte[] octets = new byte[text.length()];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = Ascii.toUpper(text.at(i));
        }
        return Bytes.copyOf(octets);
    }
}
