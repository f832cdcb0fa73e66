package io.mailtap.analyzer.detect;

import io.mailtap.analyzer.SignatureException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The signatures of one file.
public final class SignatureFile {
    private final List<Signature> signatures;
    private final boolean builtIn;

    private SignatureFile(List<Signature> signatures, boolean builtIn) {
        this.signatures = signatures;
        this.builtIn = builtIn;
    }

    /// {@return a user's signatures}
    ///
    /// @param file in Zeek's language
    /// @throws IOException if it cannot be read
    /// @throws SignatureException if it makes no sense
    public static SignatureFile read(Path file) throws IOException, SignatureException {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        return new SignatureFile(SignatureParser.parse(file.toString(), text), false);
    }

    /// {@return signatures that are part of the engine}
    ///
    /// @param name of the resource
    static SignatureFile builtIn(String name) {
        try (InputStream in = SignatureFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no " + name);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            return new SignatureFile(SignatureParser.parse(name, text), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SignatureException e) {
            throw new IllegalStateException(e);
        }
    }

    List<Signature> signatures() {
        return signatures;
    }

    boolean isBuiltIn() {
        return builtIn;
    }
}
