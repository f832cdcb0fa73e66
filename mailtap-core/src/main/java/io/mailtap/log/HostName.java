package io.mailtap.log;

/// Whether a certificate's name is that of a host, by Zeek's rules.
final class HostName {
    private HostName() {}

    /// {@return whether a name, which may begin with a pattern as in `*.example.com` or
    /// `w*.example.com`, is that of a host}
    ///
    /// Letters count as they are. A pattern stands for one label and needs two dots behind it.
    ///
    /// @param name as the certificate has it
    /// @param host as the client wants it
    static boolean matches(String name, String host) {
        if (name.equals(host)) {
            return true;
        }
        int star = name.indexOf('*');
        int dot = name.indexOf('.');
        int hostDot = host.indexOf('.');
        boolean isPattern = star >= 0 && dot == star + 1 && name.indexOf('.', dot + 1) >= 0;
        return isPattern
                && hostDot >= 0
                && name.substring(dot).equals(host.substring(hostDot))
                && host.startsWith(name.substring(0, star));
    }
}
