/// Neutral posts in Spanish.
enum SpanishPosts {
  static let text = """
    Hoy abrimos hasta las nueve. ¡Os esperamos!
    Por fin es viernes 😊 ¿Qué planes tenéis?
    El ayuntamiento aprobó el martes el nuevo presupuesto.
    ¿Alguien conoce un buen taller de bicicletas por el centro?
    Gracias a todos los que vinieron ayer. Fue una noche inolvidable.
    Lo digo una vez y no más: la tortilla, con cebolla.
    Atención: la calle Mayor estará cerrada por obras hasta el viernes.
    Novedad en la tienda: bolsos hechos con velas viejas. No hay dos iguales.
    qué partidazo!!! me he quedado sin voz
    Los alquileres han subido un tercio en cinco años. Esto no puede seguir así.
    ¡Apúntate ya! Quedan seis plazas para el curso de marzo.
    Hace cien años nació nuestro club, y lo vamos a celebrar todo el año.
    Sentimos comunicar que el concierto queda aplazado. Las entradas siguen siendo válidas.
    ¿Pero cómo puede ser ya noviembre?
    Según un nuevo estudio, los jóvenes duermen una hora menos de lo que necesitan.
    Buscamos cocinera o cocinero para mayo. El buen humor lo ponemos nosotros.
    «Esto es solo el principio», dijo la entrenadora después de la victoria.
    La verdad, no entiendo tanto ruido.
    El tren llega con cuarenta minutos de retraso y el café está frío. Todo bien.
    Así se cuida el planeta: trescientos árboles en una mañana.
    El gobierno no ha hecho nada. ¡Nada!
    Un consejo: riega las plantas por la noche y ahorrarás agua.
    Mi abuelo hizo esta mesa. Ahora mis hijas hacen los deberes en ella.
    El resultado: doce por ciento más de ventas y menos horas extra.
    Les recordamos el nuevo horario a partir del lunes.
    Se ha ido un grande. Descanse en paz.
    Esta noche, en directo, hablamos de sanidad y de dinero.
    Vosotros preguntasteis y nosotros respondimos. Lo tenéis todo en el blog.
    no más lunes por favor
    La policía pide ayuda para aclarar un accidente en la carretera del norte.
    Solo hoy: 20 % de descuento en todas las chaquetas.
    ¿Cuánto azúcar hay en un vaso de zumo? Más de lo que crees.
    No me fiaba, pero la nueva versión va mucho más rápido.
    Enhorabuena a todo el equipo por el ascenso 🎉
    El ministro tiene que dimitir. Y punto.
    Dos ingredientes, diez minutos, ningún plato que fregar.
    Aquí arreglamos lo que otros tiran.
    De camino a Lima. ¡Nos vemos pronto!
    El domingo se vota. Ve, porque cada voto cuenta.
    Nunca es tarde para aprender: hoy he hecho pan por primera vez.
    La inscripción está abierta y la entrada es gratuita.
    ¿Por qué tarda tanto? Se lo hemos preguntado a ellos.
    Lo dio todo y al final fue suficiente.
    Basta de excusas: hay que subir el salario mínimo ya.
    Nos equivocamos y pedimos perdón.
    A los que hoy trabajáis: no estáis solos.
    La selección viaja mañana y todavía no se sabe quién va a jugar.
    Estamos muy orgullosos de este premio, que es de todos.
    Si te gusta el café fuerte, este es tu sitio.
    Mañana os contamos más…
    """
}
