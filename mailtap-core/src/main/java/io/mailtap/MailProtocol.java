package io.mailtap;

import io.mailtap.analyzer.AnalyzerFactory;
import io.mailtap.analyzer.pop3.Pop3Analyzer;
import io.mailtap.analyzer.smtp.SmtpAnalyzer;
import io.mailtap.analyzer.tls.TlsAnalyzer;
import java.util.Arrays;
import java.util.List;

/// The protocols that are analysed, and the ports where they are looked for.
public enum MailProtocol {
    /// Simple Mail Transfer Protocol (RFC 5321); ports 25, 587 and 2525.
    SMTP(SmtpAnalyzer.factory(), 25, 587, 2525),
    /// Post Office Protocol, version 3 (RFC 1939); port 110.
    POP3(Pop3Analyzer.factory(), 110),
    /// Transport Layer Security (RFC 8446) from the first octet on; ports 465 (SMTP within) and 995
    /// (POP3 within).
    TLS(TlsAnalyzer.factory(), 465, 995);

    private final AnalyzerFactory factory;
    private final List<Integer> ports;

    MailProtocol(AnalyzerFactory factory, Integer... ports) {
        this.factory = factory;
        this.ports = List.of(ports);
    }

    /// {@return the ports registered unless others are asked for}
    public List<Integer> defaultPorts() {
        return ports;
    }

    /// {@return what makes the analyzers that signatures may enable}
    static List<AnalyzerFactory> factories() {
        return Arrays.stream(values()).map(MailProtocol::factory).toList();
    }

    AnalyzerFactory factory() {
        return factory;
    }
}
