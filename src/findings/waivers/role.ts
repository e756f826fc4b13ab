import { vocabularies } from "../../events/vocabularies/codes.ts";

/** Words that name a role, or a body that has people in it; folded, of English, French and Spanish. */
const words = new Set(
  `
  academy adjoint adjointe administration administrator administrador administradora administrateur administratrice
  administrative admin adviser advisor advisory agent agente analista analyst analyste archivist area asesor asesora
  asistente assistant assistante associate audit auditor auditeur auditrice auditora board body branch bureau business
  cabinet cell cellule center centre centro chair chairman chairperson chairwoman charge chargee chef cheffe chief
  clerk comision comite commission committee conseil conseiller conseillere consejo consultant consultante consultor
  consultora contact controller convener convenor coordinacion coordinador coordinadora coordinateur coordination
  coordinator coordinatrice coordonnateur coordonnatrice correspondant correspondante council curator custodian   delegado delegate delegation delegue deleguee department departamento departement deputy desk developer
  developpeur direccion directeur direction director directora directorate directrice division docente editor encargada
  encargado engineer ensenante equipe equipo especialista evaluator examiner executive expert experta experte experto
  facilitator facilitador facilitadora facilitateur facilitatrice faculty fellow focal formador formadora formateur
  formatrice function gerencia gerente gestion gestionnaire gestor gestora governance group groupe grupo head helpdesk
  host institute instructor intern jefa jefatura jefe lead leader leadership lecturer liaison librarian maintainer
  management manager moderator office officer official oficial oficina operations operator organiser
  organizer owner panel planner presidencia president presidenta presidente professor profesor profesora
  program programa programme project projet proyecto referent referente registrar registry representant representante
  representative researcher respondent responsable reviewer school secretaire secretaria secretariat secretariado
  secretario secretary section seccion service servicio specialist specialiste staff steward subdirector subdirectora
  supervisor superviseur superviseuse support systems task team technician tecnica tecnico teacher titular trainer
  treasurer tutor unidad unit unite workstream
  `.split(/\s+/),
);

/**
 * Whether a text names a role: with one of the words that roles have, or as a unit is called. A name cannot be told from any
 * other word, so what names no role may be a name. What is written in other than Latin letters is taken for a role.
 */
export function namesRole(text: string): boolean {
  if (!/\p{Script=Latin}/u.test(text)) return true;
  if (vocabularies.unit.lookUp(text) !== undefined) return true;
  const folded = text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
  return folded.split(/[^a-z]+/).some((word) => words.has(word) || words.has(word.replace(/s$/, "")));
}
