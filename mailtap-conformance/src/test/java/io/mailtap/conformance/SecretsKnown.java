package io.mailtap.conformance;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// The secrets of one connection, each from the line of output on at which it is first used.
final class SecretsKnown {
    /// @param form text that must not be shown
    /// @param from number of the first line that must not show it
    record Form(String form, long from) {}

    /// Shorter ones would be found in everything.
    private static final int SHORTEST = 4;

    private final List<Form> forms = new ArrayList<>();
    private final Set<String> secrets = new TreeSet<>();

    List<Form> forms() {
        return forms;
    }

    Set<String> secrets() {
        return secrets;
    }

    /// Adds a password, which must be shown neither as it is nor in base64 or hexadecimal digits.
    void addPassword(String password, long from) {
        if (password.length() < SHORTEST || !secrets.add(password)) {
            return;
        }
        byte[] octets = password.getBytes(StandardCharsets.UTF_8);
        String hex = HexFormat.of().formatHex(octets);
        forms.add(new Form(password, from));
        forms.add(new Form(Base64.getEncoder().withoutPadding().encodeToString(octets), from));
        forms.add(new Form(hex, from));
        forms.add(new Form(hex.toUpperCase(Locale.ROOT), from));
    }

    /// Adds what must not be shown as it is: an answer in base64, or a digest.
    void addAsSent(String blob, long from) {
        if (blob.length() >= SHORTEST && secrets.add(blob)) {
            forms.add(new Form(blob, from));
        }
    }
}
