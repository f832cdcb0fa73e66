package io.mailtap.conformance;

import java.util.ArrayList;
import java.util.List;

/// A mail as the lab's notes describe it. What is empty or 0 is not known and not compared.
///
/// @param via the command that carries it, with the argument if it is one of POP3
/// @param from the sender's address
/// @param recipients addresses, each with the code of the reply if that is known
/// @param reply code of the last reply
/// @param size octets without dot-stuffing
/// @param sha256 of the mail without dot-stuffing
/// @param parts all entities but multiparts, in the order in which they begin
record GroundMail(
        String via,
        String from,
        List<String> recipients,
        int reply,
        long size,
        String sha256,
        List<RecordedPart> parts) {
    /// {@return in what an observed mail differs}
    List<String> differences(RecordedMail seen) {
        Findings all = new Findings();
        all.compare("via", via, seen.via());
        if (!from.isEmpty()) {
            all.compare("from", from, seen.from());
        }
        if (!recipients.isEmpty()) {
            all.compare("recipients", recipients, codesAsKnown(seen.recipients()));
        }
        if (reply != 0) {
            all.compare("reply", reply, seen.reply());
        }
        if (!sha256.isEmpty() && !via.equals("BDAT")) { // chunks are not shown
            all.compare("size", size, seen.size());
            all.compare("sha256", sha256, seen.sha256());
        }
        if (!parts.isEmpty()) {
            compareParts(all, seen.parts());
        }
        return all.list;
    }

    private List<String> codesAsKnown(List<String> seen) {
        boolean codesKnown = recipients.getFirst().matches(".* \\d{3}");
        return codesKnown ? seen : seen.stream().map(r -> r.replaceFirst(" \\d+$", "")).toList();
    }

    private void compareParts(Findings all, List<RecordedPart> seen) {
        all.compare("number of parts", parts.size(), seen.size());
        for (int i = 0; i < Math.min(parts.size(), seen.size()); i++) {
            RecordedPart expected = parts.get(i);
            String which = "part " + (i + 1) + " (" + expected.type() + ") ";
            all.compare(which + "type", expected.type(), seen.get(i).type());
            all.compare(which + "name", expected.name(), seen.get(i).name());
            if (!expected.isMail()) {
                all.compare(which + "size", expected.size(), seen.get(i).size());
                all.compare(which + "sha256", expected.sha256(), seen.get(i).sha256());
            }
        }
    }

    private static final class Findings {
        private final List<String> list = new ArrayList<>();

        void compare(String what, Object expected, Object seen) {
            if (!expected.equals(seen)) {
                list.add(what + ": expected " + expected + ", seen " + seen);
            }
        }
    }
}
