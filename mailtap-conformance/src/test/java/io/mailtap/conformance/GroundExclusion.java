package io.mailtap.conformance;

/// Something that the lab's notes say and that is not compared.
///
/// @param capture its name, or a pattern for several
/// @param what pattern for differences that are not counted
/// @param why the reason
record GroundExclusion(String capture, String what, String why) {
    boolean covers(String name, String difference) {
        return name.matches(capture) && difference.matches("(?s)" + what);
    }
}
