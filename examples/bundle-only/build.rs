fn main() -> Result<(), competence_build::Error> {
    competence_build::embed("../../model")
}
