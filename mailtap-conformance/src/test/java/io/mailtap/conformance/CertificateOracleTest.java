package io.mailtap.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtap.Engine;
import io.mailtap.event.Certificate;
import io.mailtap.event.X509Event;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// What we read from certificates is what the JDK reads, where it takes them.
final class CertificateOracleTest {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Set<String> refused = new HashSet<>();
    private int certificates;

    @Test
    void theJdkReadsTheSame() throws IOException {
        Assumptions.assumeTrue(ThirdPartyCaptures.areThere(), ThirdPartyCaptures::whyNot);
        for (ThirdPartyCaptures.Capture capture : ThirdPartyCaptures.all()) {
            if (capture.hasTls()) {
                Engine engine = Engine.builder().build();
                engine.events()
                        .on(
                                X509Event.X509Certificate.class,
                                (X509Event.X509Certificate e) -> compare(e));
                engine.read(capture.file());
                engine.close();
            }
        }
        System.out.println(
                "certificates compared with the JDK's: "
                        + (certificates + ", refused by it: " + refused.size()));
        assertTrue(certificates >= 40, "certificates: " + certificates);
    }

    private void compare(X509Event.X509Certificate event) {
        byte[] der = event.certRef().toArray();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            X509Certificate theirs =
                    (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
            compare(event.cert(), theirs);
            certificates++;
        } catch (CertificateException e) {
            refused.add(event.cert().subject().latin1());
        }
    }

    private static void compare(Certificate ours, X509Certificate theirs) {
        String name = ours.subject().latin1();
        String digits = theirs.getSerialNumber().toString(16).toUpperCase(Locale.ROOT);
        String whole = digits.length() % 2 == 0 ? digits : "0" + digits;
        assertEquals(whole, ours.serial(), name);
        assertEquals(theirs.getVersion(), ours.version(), name);
        if (ours.notValidBefore() != 0) { // a UTC time with an offset is no time, as in Zeek
            long begin = theirs.getNotBefore().getTime() * NANOS_PER_MILLI;
            assertEquals(begin, ours.notValidBefore(), name);
        }
        assertEquals(theirs.getNotAfter().getTime() * NANOS_PER_MILLI, ours.notValidAfter(), name);
        switch (theirs.getPublicKey()) {
            case RSAPublicKey key -> {
                assertEquals(key.getModulus().bitLength(), ours.keyLength().orElseThrow(), name);
                assertEquals(key.getPublicExponent().toString(), ours.exponent(), name);
            }
            case ECPublicKey key ->
                    assertEquals(
                            key.getParams().getOrder().bitLength(),
                            ours.keyLength().orElseThrow(),
                            name);
            default -> assertTrue(ours.keyLength().isEmpty(), name);
        }
    }
}
