mod framework {
    competence_core::include_model!();
}
use framework::ids;

fn main() {
    // Version 2.0.0 merged it with another one.
    let _ = ids::competence::PROACTIVE_ACTION;
    let _ = ids::indicator::proactive_action::SPOTS_RISKS;
}
